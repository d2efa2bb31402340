@echo off
rem Builds what is missing or older than its sources, then runs: brains COMMAND [ARGUMENT...]
rem   JAVA_HOME         the JDK to use (17 or newer); else the java on the PATH
rem   BRAINS_JAVA_OPTS  further options of the Java machine, for example -Xmx8g
setlocal EnableExtensions DisableDelayedExpansion
set "HOME_DIR=%~dp0"
set "HOME_DIR=%HOME_DIR:~0,-1%"

set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
set "JAVA_VERSION="
for /f "tokens=2 delims==" %%v in ('""%JAVA%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version =""') do set "JAVA_VERSION=%%v"
if defined JAVA_VERSION set "JAVA_VERSION=%JAVA_VERSION: =%"
if not defined JAVA_VERSION goto no_java
rem Java 8 calls itself 1.8.
if "%JAVA_VERSION:~0,2%"=="1." goto no_java
if %JAVA_VERSION% LSS 17 goto no_java

set "STAMP=%HOME_DIR%\target\brains-built"
set "LOG=%HOME_DIR%\target\brains-build.log"
if not exist "%HOME_DIR%\headless\target\lib" goto build
if not exist "%HOME_DIR%\desktop\target\lib" goto build
if not exist "%STAMP%" goto build
powershell -NoProfile -Command "Set-Location -LiteralPath $env:HOME_DIR; $t = (Get-Item -LiteralPath $env:STAMP).LastWriteTime; $n = Get-Item pom.xml, */pom.xml; $n += Get-ChildItem -Recurse core/src/main, headless/src/main, desktop/src/main, assets/configs, assets/brains; if ($n | Where-Object { $_.LastWriteTime -gt $t }) { exit 1 }"
if errorlevel 1 goto build
goto run

:build
where mvn >nul 2>nul
if errorlevel 1 goto no_maven
if not exist "%HOME_DIR%\target" mkdir "%HOME_DIR%\target"
echo Building gdx-brains (first run only)... 1>&2
type nul > "%STAMP%.begun"
pushd "%HOME_DIR%"
call mvn -q -B -Dmaven.test.skip=true -Dmaven.source.skip=true -Dspotless.check.skip=true package > "%LOG%" 2>&1
set "BUILT=%ERRORLEVEL%"
popd
if not "%BUILT%"=="0" goto build_failed
move /y "%STAMP%.begun" "%STAMP%" >nul

:run
set "MODULE=headless"
set "MAIN=io.github.gdxbrains.headless.Main"
set "OPTIONS=-Djava.awt.headless=true"
if "%~1"=="play" goto window
goto start

:window
set "MODULE=desktop"
set "MAIN=io.github.gdxbrains.desktop.DesktopMain"
set "OPTIONS="
if %JAVA_VERSION% GEQ 24 set "OPTIONS=--sun-misc-unsafe-memory-access=allow"

:start
rem Java announces the module of the Vector API on its error stream: one line that says nothing is wrong.
rem ND4J's threads wait for each other spinning, which on a busy machine costs a hundred times the work.
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
echo.%BRAINS_JAVA_OPTS% | findstr /r /c:"-XX:+Use.*GC" >nul || set "OPTIONS=%OPTIONS% -XX:+UseSerialGC"
"%JAVA%" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -XX:MaxRAMPercentage=50 %OPTIONS% %BRAINS_JAVA_OPTS% "-Dbrains.home=%HOME_DIR%" -cp "%HOME_DIR%\%MODULE%\target\classes;%HOME_DIR%\%MODULE%\target\lib\*" %MAIN% %*
exit /b %ERRORLEVEL%

:no_java
echo brains: no JDK 17 or newer found: install one or set JAVA_HOME 1>&2
exit /b 1

:no_maven
echo brains: no Maven found: install Maven 3.8 or newer (https://maven.apache.org) 1>&2
exit /b 1

:build_failed
type "%LOG%" 1>&2
echo brains: the build failed; its log is above and in %LOG% 1>&2
exit /b 1
