"""What the shop sold, summed up from its order lines: by month, product, category, pair of products and event."""
