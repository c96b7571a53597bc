"""What is checked of a document: rules that schedule themselves, and the pipeline that runs them."""
