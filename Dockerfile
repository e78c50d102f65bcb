# Builds from source; the image has a Java runtime, the jar, and a user of its own.

FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
# The tests are for ./mvnw verify, before an image is built.
RUN ./mvnw -B -ntp -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin stale-keys \
    && install -d -o stale-keys -g stale-keys -m 700 /data
COPY --from=build /src/target/stale-keys.jar /app/stale-keys.jar
USER 10001
WORKDIR /data
ENV STALE_KEYS_DATABASE_URL=jdbc:sqlite:/data/stale-keys.db
VOLUME /data
EXPOSE 3000

# Asked by bash itself: starting a second Java each time would cost more than the bot does while idle.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PORT:-3000} && printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

# The SQLite driver unpacks its library into java.io.tmpdir: a container with a read-only root file system needs
# --tmpfs /tmp:exec (without exec the library can't be loaded).
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=70", \
    "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "-jar", "/app/stale-keys.jar"]
CMD ["serve"]
