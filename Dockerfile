# moebench on the CPU: docker build -t moebench . && docker run --rm -v "$PWD/results:/moebench/results/runs" moebench run
# Nobody of this project has built this file yet; a test checks its syntax and the files that it copies.
FROM node:20-bookworm-slim AS build
WORKDIR /moebench
COPY package.json package-lock.json ./
COPY reports/charts/canvas reports/charts/canvas
RUN npm ci --ignore-scripts
COPY . .
RUN node build.mjs && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
LABEL org.opencontainers.image.title="moebench" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /moebench
COPY --from=build /moebench/package.json /moebench/LICENSE ./
COPY --from=build /moebench/node_modules node_modules
COPY --from=build /moebench/reports/charts/canvas reports/charts/canvas
COPY --from=build /moebench/docs docs
COPY --from=build /moebench/dist dist
ENV NO_COLOR=1
# A container's hostname changes with every start; a name keeps the records of a machine together.
ENV MOEBENCH_MACHINE=container
ENTRYPOINT ["node", "/moebench/dist/harness/cli.js"]
CMD ["detect"]
