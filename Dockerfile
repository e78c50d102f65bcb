# Builds from source. The image has a Java runtime cut down to what is needed, the jar, and a user of its own.

FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
# The tests are for ./mvnw verify, before an image is built.
RUN ./mvnw -B -ntp -Dmaven.test.skip=true package
RUN jlink --strip-debug --no-header-files --no-man-pages --compress=2 --output /opt/java --add-modules \
    java.base,java.logging,java.management,java.naming,java.security.jgss,java.sql,java.xml,jdk.crypto.ec,jdk.unsupported

FROM debian:13-slim
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin stale-keys \
    && install -d -o stale-keys -g stale-keys -m 700 /data
COPY --from=build /opt/java /opt/java
COPY --from=build /src/target/stale-keys.jar /src/target/stale-keys-sbom.json /app/
COPY deploy/image/class-data.sh /app/
# Here, and not in the stage before: the archive fits only this jar as it lies here.
RUN /app/class-data.sh /app/stale-keys.jar /app/stale-keys.jsa \
    /opt/java/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1
USER 10001
# The default database is data/stale-keys.db.
WORKDIR /
VOLUME /data
EXPOSE 3000

# Asked by bash itself: starting a second Java each time would cost more than the bot does while idle.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PORT:-3000} && printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

# The SQLite driver unpacks its library into java.io.tmpdir, or beside the database where it can't be loaded from there. An archive that does not fit is not worth a word on
# standard output, which belongs to reports.
ENTRYPOINT ["/opt/java/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=70", \
    "-XX:+ExitOnOutOfMemoryError", "-XX:SharedArchiveFile=/app/stale-keys.jsa", \
    "-Xlog:disable", "-Xlog:all=error:stderr", "-Dfile.encoding=UTF-8", "-jar", "/app/stale-keys.jar"]
CMD ["serve"]
