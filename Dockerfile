# One image for the API, the workers and the migrate job; docker-compose.yml says who runs what.
FROM python:3.11-slim AS build
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
WORKDIR /build
COPY requirements.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY . ./
RUN pip install --no-cache-dir --no-deps --no-index --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --no-log-init --uid 10001 --home-dir /data --create-home plimsoll
COPY --from=build /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PLIMSOLL_DATA_DIR=/data \
    PLIMSOLL_HOST=0.0.0.0
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["plimsoll"]
CMD ["serve"]
