"""What is measured of every customer, as one expression over the order lines."""
