"""Files of orders: three shapes in, order lines or reasons out."""
