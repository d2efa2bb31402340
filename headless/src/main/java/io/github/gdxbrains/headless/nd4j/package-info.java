/**
 * Networks on ND4J, for large networks and for GPUs: the backend named {@code nd4j}.
 *
 * <p>ND4J costs some ten microseconds a call, so everything that a batch of so many rows needs
 * (views of preallocated memory and the operations on them) is made once ({@link
 * io.github.gdxbrains.headless.nd4j.Program}) and only executed afterwards. Results of matrix
 * products are column-major, because into row-major ones ND4J is many times slower. All calls to
 * ND4J are made by one thread ({@link io.github.gdxbrains.headless.nd4j.OwnerThread}). Nothing of
 * ND4J is loaded before the first network is made. Start reading at {@code Nd4jBackend}, then
 * {@code Stage} and {@code Stages}.
 */
package io.github.gdxbrains.headless.nd4j;
