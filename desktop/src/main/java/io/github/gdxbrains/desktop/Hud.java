package io.github.gdxbrains.desktop;

import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.canvas.Canvas.Align;
import java.util.Locale;
import java.util.Map;

/** What the window draws around and over the game: score, messages, keys. */
final class Hud {
  /** Overlay units that the score takes at the upper edge. */
  static final float TOP = 58;

  /** Overlay units that the keys take at the lower edge. */
  static final float BOTTOM = 32;

  private static final int BAR = 0x12171fff;
  private static final int RULE = 0x2a3340ff;
  private static final int VEIL = 0x0b0f15e6;
  private static final int PANEL = 0x171e28f2;
  private static final int BRIGHT = 0xf2f5f8ff;
  private static final int MUTED = 0x93a1b2ff;
  private static final int[] TEAMS = {0x5aa9ffff, 0xff7468ff, 0x6fd08cff, 0xf3c557ff};
  private static final Map<String, Integer> NAMED =
      Map.of(
          "blue", TEAMS[0],
          "red", TEAMS[1],
          "green", TEAMS[2],
          "yellow", TEAMS[3],
          "orange", 0xff9d42ff,
          "purple", 0xb58cffff,
          "white", BRIGHT);
  private static final String[][] KEYS = {
    {"WASD or arrows", "move"},
    {"Space or Enter", "act: kick, push, fire"},
    {"Tab", "next player, or next agent to follow"},
    {"O", "show what one, all or no agents sense"},
    {"P", "pause"},
    {"+  and  –", "faster and slower"},
    {"R", "new match"},
    {"H", "hide this help"},
    {"Esc", "leave"},
  };

  private final GdxCanvas canvas;
  private final Match match;

  Hud(GdxCanvas canvas, Match match) {
    this.canvas = canvas;
    this.match = match;
  }

  /** The bars at the edges. */
  void bars(float speed, boolean keys) {
    float width = canvas.overlayWidth();
    float height = canvas.overlayHeight();
    float middle = height - TOP / 2;
    canvas.rectangle(width / 2, middle, width, TOP, 0, BAR);
    canvas.rectangle(width / 2, height - TOP, width, 1.5f, 0, RULE);
    canvas.rectangle(width / 2, BOTTOM / 2, width, BOTTOM, 0, BAR);
    canvas.rectangle(width / 2, BOTTOM, width, 1.5f, 0, RULE);
    canvas.text(match.game().name(), 20, middle, 14, Align.LEFT, MUTED, GdxCanvas.NORMAL);
    String round = (match.teams() > 1 ? "round " : "episode ") + (match.episodes() + 1);
    String right = speed == 1 ? round : "speed " + number(speed) + "×   " + round;
    canvas.text(right, width - 20, middle, 14, Align.RIGHT, MUTED, GdxCanvas.NORMAL);
    if (match.teams() > 1) {
      score(width / 2, middle);
    } else {
      String score = number(match.score());
      canvas.text(score, width / 2, middle, 24, Align.CENTER, BRIGHT, GdxCanvas.BOLD);
      float beside = width / 2 + canvas.textWidth(score, 24) / 2 + 24;
      canvas.text("best " + number(match.best()), beside, middle, 13, Align.LEFT, MUTED);
    }
    if (keys) {
      String hint =
          match.humanSeat().isPresent()
              ? "WASD move  ·  Space act"
                  + (match.humanSeats() > 1 ? "  ·  Tab next player" : "")
                  + "  ·  O sensors  ·  P pause  ·  R new match  ·  H help  ·  Esc leave"
              : "Watching  ·  O sensors  ·  P pause  ·  +/– speed  ·  R new match  ·  H help  ·  Esc leave";
      canvas.text(hint, width / 2, BOTTOM / 2, 12, Align.CENTER, MUTED);
    }
    match.humanSeat().ifPresent(seat -> you(seat, 20, BOTTOM / 2));
  }

  private void you(int seat, float x, float y) {
    int color = color(match.seats().get(seat).team());
    canvas.circle(x + 5, y, 5, color);
    canvas.text("you: " + match.seats().get(seat).name(), x + 17, y, 12, Align.LEFT, BRIGHT);
  }

  /** Two teams face each other around the colon; more stand in a row. */
  private void score(float x, float y) {
    if (match.teams() == 2) {
      canvas.text(":", x, y, 24, Align.CENTER, MUTED, GdxCanvas.BOLD);
      String left = number(match.total(0));
      String right = number(match.total(1));
      canvas.text(left, x - 20, y, 26, Align.RIGHT, BRIGHT, GdxCanvas.BOLD);
      canvas.text(right, x + 20, y, 26, Align.LEFT, BRIGHT, GdxCanvas.BOLD);
      float leftX = x - 44 - canvas.textWidth(left, 26);
      float rightX = x + 44 + canvas.textWidth(right, 26);
      canvas.text(match.teamName(0), leftX, y, 16, Align.RIGHT, color(0), GdxCanvas.BOLD);
      canvas.text(match.teamName(1), rightX, y, 16, Align.LEFT, color(1), GdxCanvas.BOLD);
      return;
    }
    float step = 150;
    float at = x - step * (match.teams() - 1) / 2;
    for (int team = 0; team < match.teams(); team++) {
      String text = match.teamName(team) + "  " + number(match.total(team));
      canvas.text(text, at, y, 16, Align.CENTER, color(team), GdxCanvas.BOLD);
      at += step;
    }
  }

  /** A message below the score that fades with {@code strength}, from 1 to 0. */
  void message(Match.Event event, float strength) {
    boolean versus = match.teams() > 1;
    String title;
    int color = BRIGHT;
    if (versus && event.scorer().isPresent()) {
      int team = event.scorer().getAsInt();
      title = match.teamName(team).toUpperCase(Locale.ROOT) + " SCORES";
      color = color(team);
    } else if (event.ending() == Ending.TRUNCATED) {
      title = "TIME IS UP";
    } else {
      title = versus ? "NEXT ROUND" : "EPISODE OVER";
    }
    float fade = Math.min(1, 3 * strength);
    String line = versus ? standing() : "score " + number(event.score());
    banner(title, color, line, fade);
  }

  /** A banner that stays. */
  void paused() {
    banner("PAUSED", BRIGHT, "P goes on", 1);
  }

  private void banner(String title, int color, String line, float fade) {
    float width = canvas.overlayWidth();
    float height = 116;
    float y = canvas.overlayHeight() - TOP - height / 2;
    canvas.rectangle(width / 2, y, width, height, 0, GdxCanvas.fade(VEIL, fade));
    canvas.text(
        title, width / 2, y + 20, 40, Align.CENTER, GdxCanvas.fade(color, fade), GdxCanvas.BOLD);
    canvas.text(line, width / 2, y - 32, 17, Align.CENTER, GdxCanvas.fade(BRIGHT, fade));
  }

  private String standing() {
    int leader = 0;
    boolean level = true;
    for (int team = 1; team < match.teams(); team++) {
      level &= match.total(team) == match.total(0);
      leader = match.total(team) > match.total(leader) ? team : leader;
    }
    if (match.teams() != 2) {
      return level ? "all level" : match.teamName(leader) + " leads";
    }
    String score = number(match.total(leader)) + " : " + number(match.total(1 - leader));
    return level ? "level at " + score : match.teamName(leader) + " leads " + score;
  }

  /** All keys. */
  void help() {
    float width = canvas.overlayWidth();
    float height = canvas.overlayHeight();
    float line = 33;
    float panelHeight = KEYS.length * line + 110;
    canvas.rectangle(width / 2, height / 2, width, height, 0, 0x05080c90);
    canvas.panel(width / 2, height / 2, 560, panelHeight, 0, 14, PANEL);
    float y = height / 2 + panelHeight / 2 - 42;
    canvas.text("Keys", width / 2, y, 22, Align.CENTER, BRIGHT, GdxCanvas.BOLD);
    y -= 50;
    for (String[] key : KEYS) {
      canvas.text(key[0], width / 2 - 90, y, 13, Align.RIGHT, TEAMS[3], GdxCanvas.BOLD);
      canvas.text(key[1], width / 2 - 66, y, 13, Align.LEFT, BRIGHT);
      y -= line;
    }
  }

  /** The colour that a team is named after, else one by its number. */
  private int color(int team) {
    Integer named = NAMED.get(match.teamName(team).toLowerCase(Locale.ROOT));
    return named == null ? TEAMS[team % TEAMS.length] : named;
  }

  /** A number without needless decimals. */
  static String number(float value) {
    return value == Math.rint(value)
        ? Integer.toString((int) value)
        : String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.2f" : "%.1f", value);
  }
}
