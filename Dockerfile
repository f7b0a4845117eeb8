# One image for every role: `start` does all, `serve` and `work` share it among many processes.
FROM node:24-bookworm-slim

WORKDIR /crier
COPY crier package.json package-lock.json ./
# The packages alone, so that a change of the source does not fetch them again.
RUN ./crier packages
COPY . .
RUN ./crier build && install -d -o node -g node /data

# A council's own database and a mail server are settings: see the README.
ENV CRIER_HOST=0.0.0.0 \
    CRIER_DATA=/data \
    CRIER_DEMO=no \
    CRIER_LOG_LEVEL=info
VOLUME /data
EXPOSE 7373 7374
USER node
HEALTHCHECK --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:7373/ready').then((it) => process.exit(it.ok ? 0 : 1), () => process.exit(1))"]
CMD ["./crier", "start"]
