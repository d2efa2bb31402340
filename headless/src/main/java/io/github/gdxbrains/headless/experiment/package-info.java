/**
 * Experiment files: YAML to a tree of settings that knows its lines and back, the files that are
 * shipped, and what the command line changes in them. Core's {@link
 * io.github.gdxbrains.train.ExperimentReader} checks the tree. Start reading at {@link
 * io.github.gdxbrains.headless.experiment.ExperimentFiles}.
 */
package io.github.gdxbrains.headless.experiment;
