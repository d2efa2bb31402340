/**
 * What a tournament leaves behind: tables and a picture. A {@link
 * io.github.gdxbrains.train.Tournament} that was played flows in, files flow out. Start reading at
 * {@link io.github.gdxbrains.headless.tournament.TournamentFiles}.
 */
package io.github.gdxbrains.headless.tournament;
