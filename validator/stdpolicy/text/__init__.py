"""The reader of policy Chinese: what strings say. It knows nothing of documents.

Each module reads one thing and gives exact values with the span they were read from, in code
points of the string: `text[start:end]`. Each is a pure function and takes linear time.

- characters: what a code point is, by its Unicode properties
- numerals: the value of a number in any writing
- quantities, dates, citations: where they stand in a text
- figures: every quantity of a paragraph with what it means
"""
