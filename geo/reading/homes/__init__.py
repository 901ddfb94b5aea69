"""Where the data may live: a folder, a zip, or a database with PostGIS.

An address comes in, the records and the folder of the other files go out.
"""
