"""The commands of the command line, a module for each chapter: from parsed arguments to one object or plain lines on stdout,
talk on stderr, an exit code. A module is loaded when one of its commands is asked for."""
