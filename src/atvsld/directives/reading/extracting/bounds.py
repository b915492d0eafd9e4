"""How much a document may be, and what reading one may cost.

The largest plans of the field hold 130 kB of text; two million characters are some six hundred pages. A file is mostly
pictures beyond that. Hostile files are ended by the limits of memory and processor time, whatever their trick is.
"""

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 2_000_000
# Of the process that reads Word, PDF and web pages. Its program alone takes some 120 MB of addresses.
MAX_MEMORY = 400 * 1024 * 1024
# Before the first letters are found. A PDF is read page by page: the letters of each buy time for the next, so that
# what gives no text is ended soon and a long document is read to its end.
MAX_CPU_SECONDS = 4
MOST_CPU_SECONDS = 24
LETTERS_A_SECOND = 5_000
# By the clock; only for a machine that is far behind, for reading waits for nothing.
MAX_SECONDS = 60
# Of a packed file: a Word file has a few dozen parts, and one for each picture.
MAX_PARTS = 5_000
MAX_PART_BYTES = 48 * 1024 * 1024
