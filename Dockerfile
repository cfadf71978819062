FROM python:3.13-slim AS builder
WORKDIR /srv/facts
RUN python -m venv --without-pip .venv
COPY requirements.lock ./
RUN pip --python .venv/bin/python install --no-cache-dir --no-deps --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE LICENSE-DATA ./
COPY app app
RUN pip --python .venv/bin/python install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && python -m compileall -q app

FROM python:3.13-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin facts \
    && install --directory --owner facts --group facts /data
WORKDIR /srv/facts
COPY --from=builder /srv/facts/.venv .venv
COPY --from=builder /srv/facts/app app
COPY migrations migrations
COPY openapi/*.json openapi/*.yaml openapi/
COPY pyproject.toml LICENSE LICENSE-DATA ./
ENV PATH=/srv/facts/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    FACTS_HOST=0.0.0.0 \
    FACTS_DATABASE_URL=sqlite:////data/facts.sqlite
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["facts", "health"]
CMD ["facts", "serve"]
