// Pulumi takes a stack trace per resource; resolving source maps for each costs more than the tests themselves.
process.setSourceMapsEnabled(false);
