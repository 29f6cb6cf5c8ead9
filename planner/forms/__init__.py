"""Forms: fields that read what people write, and a page of them for each part of the programme; they never touch the database."""
