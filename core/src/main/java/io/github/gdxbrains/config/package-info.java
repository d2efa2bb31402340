/**
 * Settings: what people write, and how they are told what is wrong with it. Records hold settings;
 * a tree of {@link io.github.gdxbrains.config.Node nodes}, each knowing its file and line, is what
 * a file or a command line says; {@link io.github.gdxbrains.config.Settings} makes one of the
 * other. A {@link io.github.gdxbrains.config.UserError} is one line for the person at the keyboard:
 * what is wrong, where, and the nearest valid name. Start reading at {@code Settings}.
 */
package io.github.gdxbrains.config;
