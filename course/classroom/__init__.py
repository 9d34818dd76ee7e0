"""The class on the web: a server for phones, terminals and the teacher, and the page they open."""
