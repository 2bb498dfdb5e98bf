"""The pages, a file for each thing they are about; importing one opens its doors."""
