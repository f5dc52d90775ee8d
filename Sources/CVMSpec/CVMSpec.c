// The tables expand in the headers; a C target needs one source file.
