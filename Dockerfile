# The command. Without arguments it is a KRM function: kustomize and kpt run it with `--user nobody`, without network, and write
# a ResourceList to its standard input.
FROM docker.io/library/node:24.18.0-alpine AS build
WORKDIR /src
COPY package.json package-lock.json ./
# The build belongs to `prepare`, which needs the sources.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run generate && node scripts/build.mjs

FROM docker.io/library/node:24.18.0-alpine
# The command is bundled: it needs none of its dependencies.
COPY --from=build /src/package.json /src/LICENSE /opt/kube-sidecar/
COPY --from=build /src/bin /opt/kube-sidecar/bin
COPY --from=build /src/dist/*.cjs /src/dist/*.txt /opt/kube-sidecar/dist/
COPY --from=build /src/dist/built-in /opt/kube-sidecar/dist/built-in
WORKDIR /work
USER nobody
ENTRYPOINT ["node", "/opt/kube-sidecar/bin/kube-sidecar.cjs"]
