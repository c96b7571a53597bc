"""PDF documents with a text layer.

- ruled: tables, by the lines that are drawn round their cells
- pages: the printed lines of each page
- joined: the paragraphs that they make
"""

from stdpolicy.drafting.inputs.pdf.joined import paragraphs

__all__ = ["paragraphs"]
