# One image for every service; docker-compose.yml says which command each container runs.
FROM python:3.11-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements/run.txt /build/run.txt
RUN /venv/bin/pip install --require-hashes --requirement /build/run.txt

# Only what ships: no tests, no simulators, no benchmarks.
WORKDIR /app
COPY pyproject.toml README.md ./
COPY services services
COPY shared shared
RUN /venv/bin/pip install --no-deps --no-build-isolation --editable . \
    && /venv/bin/python -m compileall -q services shared

FROM python:3.11-slim

ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin selvage
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER selvage
CMD ["selvage", "--help"]
