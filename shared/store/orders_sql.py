"""The SQL of `shared.store.orders`, in the order in which a load runs it."""

#: Whether this transaction is the only load from here to its end; any constant will do.
BE_THE_ONLY_LOAD = "SELECT pg_try_advisory_xact_lock(5317230916)"

#: A private table for what the file holds; an order without a customer is one to be withdrawn.
STAGE = """
CREATE TEMP TABLE staged (
    line         bigint NOT NULL,
    order_id     text COLLATE "C" NOT NULL,
    customer_id  text COLLATE "C",
    ordered_at   timestamptz,
    product_id   text,
    product_name text,
    category     text,
    quantity     integer,
    unit_price   numeric,
    discount     numeric,
    coupon       text,
    name         text,
    email        text
) ON COMMIT DROP
"""

#: Fill it.
COPY = "COPY staged FROM STDIN"

#: Take out the lines that give an order to another customer than its first line does, and tell which they were.
DROP_CONTRADICTIONS = """
WITH contested AS (
    SELECT order_id FROM staged GROUP BY order_id HAVING min(customer_id) <> max(customer_id)
), owned AS (
    SELECT DISTINCT ON (order_id) order_id, customer_id
    FROM staged JOIN contested USING (order_id)
    ORDER BY order_id, line
), dropped AS (
    DELETE FROM staged USING owned
    WHERE staged.order_id = owned.order_id AND staged.customer_id <> owned.customer_id
    RETURNING staged.line, staged.order_id
)
SELECT line, order_id FROM dropped ORDER BY line
"""

#: Take out the lines of customers who were erased, and tell how many of them there are.
DROP_ERASED = """
WITH forgotten AS MATERIALIZED (
    SELECT customer_id
    FROM (SELECT DISTINCT customer_id FROM staged WHERE customer_id IS NOT NULL AND EXISTS (SELECT FROM erasures)) told
    WHERE pseudonym(customer_id) IN (SELECT customer FROM erasures)
), dropped AS (
    DELETE FROM staged USING forgotten WHERE staged.customer_id = forgotten.customer_id RETURNING staged.customer_id
)
SELECT count(DISTINCT customer_id) FROM dropped
"""

#: Without statistics the planner takes the table for tiny and nests its loops.
ANALYZE = "ANALYZE staged"

#: How much the file holds.
CONTENTS = """
SELECT count(DISTINCT order_id), count(*), count(DISTINCT customer_id), min(ordered_at), max(ordered_at)
FROM staged WHERE customer_id IS NOT NULL
"""

#: Number the lines of each order from 1, so that an order is the same in whichever file it stands.
NUMBER_LINES = """
CREATE TEMP TABLE incoming ON COMMIT DROP AS
SELECT order_id, row_number() OVER (PARTITION BY order_id ORDER BY line)::integer AS line,
       customer_id, ordered_at, product_id, product_name, category, quantity, unit_price, discount, coupon
FROM staged WHERE customer_id IS NOT NULL
"""

#: The orders of the file that are not stored exactly as they stand there.
FIND_CHANGED = """
CREATE TEMP TABLE changed ON COMMIT DROP AS
WITH touched AS (
    SELECT order_id, bool_or(customer_id IS NOT NULL) AS is_kept FROM staged GROUP BY order_id
), stored AS (
    SELECT order_lines.* FROM order_lines JOIN touched USING (order_id)
), known AS (
    SELECT DISTINCT order_id FROM stored
), differing AS (
    SELECT DISTINCT order_id FROM incoming FULL JOIN stored USING (order_id, line)
    WHERE (incoming.customer_id, incoming.ordered_at, incoming.product_id, incoming.product_name,
           incoming.category, incoming.quantity, incoming.unit_price, incoming.discount, incoming.coupon)
          IS DISTINCT FROM
          (stored.customer_id, stored.ordered_at, stored.product_id, stored.product_name,
           stored.category, stored.quantity, stored.unit_price, stored.discount, stored.coupon)
)
SELECT order_id, known.order_id IS NOT NULL AS is_stored, is_kept
FROM differing JOIN touched USING (order_id) LEFT JOIN known USING (order_id)
"""

#: How many orders are new, changed and withdrawn.
COUNT_CHANGED = """
SELECT count(*) FILTER (WHERE NOT is_stored), count(*) FILTER (WHERE is_stored AND is_kept),
       count(*) FILTER (WHERE NOT is_kept)
FROM changed
"""

#: Make or complete the customers of the file, called as on their newest order that names them; count new and changed.
UPSERT_CUSTOMERS = """
WITH called AS (
    SELECT customer_id,
           (array_agg(name ORDER BY ordered_at DESC, line DESC) FILTER (WHERE name IS NOT NULL))[1] AS name,
           (array_agg(email ORDER BY ordered_at DESC, line DESC) FILTER (WHERE email IS NOT NULL))[1] AS email
    FROM staged WHERE customer_id IS NOT NULL GROUP BY customer_id
), written AS (
    INSERT INTO customers (customer_id, name, email) SELECT customer_id, name, email FROM called
    ON CONFLICT (customer_id) DO UPDATE
        SET name = coalesce(excluded.name, customers.name), email = coalesce(excluded.email, customers.email)
        WHERE (customers.name, customers.email) IS DISTINCT FROM
              (coalesce(excluded.name, customers.name), coalesce(excluded.email, customers.email))
    RETURNING old.customer_id IS NULL AS is_new
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
"""

#: Take out what was stored of the orders that changed.
DELETE_CHANGED = "DELETE FROM order_lines USING changed WHERE order_lines.order_id = changed.order_id"

#: Put in what the file holds of them.
INSERT_CHANGED = """
INSERT INTO order_lines (order_id, line, customer_id, ordered_at, product_id, product_name, category,
                         quantity, unit_price, discount, coupon)
SELECT order_id, line, customer_id, ordered_at, product_id, product_name, category, quantity, unit_price, discount,
       coupon
FROM incoming WHERE order_id IN (SELECT order_id FROM changed)
"""

#: The customers of the file who have no name. Materialized, since a cursor is planned for its first rows only,
#: and would then look through the whole file for each customer.
NAMELESS = """
WITH of_the_file AS MATERIALIZED (SELECT DISTINCT customer_id FROM staged WHERE customer_id IS NOT NULL)
SELECT customer_id FROM of_the_file JOIN customers USING (customer_id) WHERE name IS NULL ORDER BY customer_id
"""

#: Name them; an e-mail address that is known stays.
NAME = """
UPDATE customers SET name = invented.name, email = coalesce(customers.email, invented.email)
FROM unnest(%(ids)s::text[], %(names)s::text[], %(emails)s::text[]) AS invented (customer_id, name, email)
WHERE customers.customer_id = invented.customer_id
"""

#: Remember the file.
RECORD = """
INSERT INTO loads (file_name, file_sha256, shape, orders, lines, customers, refused)
VALUES (%(file_name)s, %(file_sha256)s, %(shape)s, %(orders)s, %(lines)s, %(customers)s, %(refused)s)
"""
