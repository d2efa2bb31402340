#!/usr/bin/env bash
# Layers on the backend nd4j with its loops and with operations alone: builds, then prints a table.
set -e
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn -q -B -pl headless -am -DskipTests -Dmaven.source.skip=true -Dspotless.check.skip=true \
  test-compile dependency:build-classpath -Dmdep.includeScope=test \
  -Dmdep.outputFile=target/test-classpath
export OMP_WAIT_POLICY=passive
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-modules jdk.incubator.vector \
  --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC \
  -cp "headless/target/test-classes:headless/target/classes:$(< headless/target/test-classpath)" \
  io.github.gdxbrains.headless.nd4j.OperationComparison
