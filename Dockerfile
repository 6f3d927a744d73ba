# One image for every service; docker-compose.yml says which command each container runs.
FROM python:3.11-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements/run.txt /build/run.txt
RUN /venv/bin/pip install --require-hashes --requirement /build/run.txt
COPY requirements/embedding.txt /build/embedding.txt
RUN /venv/bin/pip install --require-hashes --no-deps --requirement /build/embedding.txt

# Only what ships: no tests, no simulators, no benchmarks. Nothing is built, so nothing unlocked is fetched for it.
COPY services /app/services
COPY shared /app/shared
RUN printf '#!/venv/bin/python\nfrom shared.cli.app import main\nmain()\n' > /venv/bin/selvage \
    && chmod 755 /venv/bin/selvage \
    && /venv/bin/python -m compileall -q /app

FROM python:3.11-slim

ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin selvage
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER selvage
CMD ["selvage", "--help"]
