#!/usr/bin/env bash
# Inference beside ONNX Runtime, which is on the tests' class path only: builds, then prints a table.
# Its natives overflow the main thread's usual stack when they make a session: hence -Xss.
set -e
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn -q -B -pl headless -am -DskipTests -Dmaven.source.skip=true -Dspotless.check.skip=true \
  test-compile dependency:build-classpath -Dmdep.includeScope=test \
  -Dmdep.outputFile=target/test-classpath
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-modules jdk.incubator.vector \
  --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xss16m \
  -cp "headless/target/test-classes:headless/target/classes:$(< headless/target/test-classpath)" \
  io.github.gdxbrains.headless.bench.InferenceComparison
