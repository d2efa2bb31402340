package io.github.gdxbrains.desktop;

import com.badlogic.gdx.Application;
import com.badlogic.gdx.ApplicationAdapter;
import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.Input.Keys;
import com.badlogic.gdx.InputAdapter;
import com.badlogic.gdx.files.FileHandle;
import com.badlogic.gdx.graphics.GL20;
import com.badlogic.gdx.graphics.Pixmap;
import com.badlogic.gdx.graphics.PixmapIO;
import com.badlogic.gdx.utils.BufferUtils;
import io.github.gdxbrains.agent.Ending;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * The window's life: it lets the match tick at the game's own pace, or once a frame when frames are
 * counted, draws it, and listens to the keys.
 */
final class PlayWindow extends ApplicationAdapter {
  private static final float[] SPEEDS = {0.25f, 0.5f, 1, 2, 4, 8};
  private static final float LONGEST_FRAME_SECONDS = 0.1f;
  private static final float MESSAGE_SECONDS = 1.6f;

  /**
   * How long the window stays.
   *
   * @param frames after which it closes, one tick each; 0 for as long as the person likes
   * @param screenshot where the last frame goes
   * @param sensing of whom it is shown at first what they sense
   */
  record Showing(int frames, Optional<Path> screenshot, Sensing sensing) {}

  private final Match match;
  private final Showing showing;
  private Sensing sensing;
  private GdxCanvas canvas;
  private Hud hud;
  private SensorPanel panel;
  private int frame;
  private float owedSeconds;
  private int speed = 2;
  private boolean paused;
  private boolean help;
  private boolean holds;
  private float messageSeconds;
  private Optional<Match.Event> message = Optional.empty();

  PlayWindow(Match match, Showing showing) {
    this.match = match;
    this.showing = showing;
    sensing = showing.sensing();
  }

  @Override
  public void create() {
    Gdx.app.setLogLevel(Application.LOG_ERROR);
    canvas = new GdxCanvas(Gdx.gl20);
    hud = new Hud(canvas, match);
    panel = new SensorPanel(canvas);
    match.atEnd(this::drawWorld); // what is repeated while the message stays
    Gdx.input.setInputProcessor(
        new InputAdapter() {
          @Override
          public boolean keyDown(int key) {
            return pressed(key);
          }
        });
  }

  /** Whether the window has come up. */
  boolean isOpen() {
    return hud != null;
  }

  private boolean pressed(int key) {
    switch (key) {
      case Keys.ESCAPE -> Gdx.app.exit();
      case Keys.P, Keys.PAUSE -> paused = !paused;
      case Keys.H, Keys.F1 -> help = !help;
      case Keys.O, Keys.F3 -> sensing = sensing.next();
      case Keys.TAB -> match.nextPlayer();
      case Keys.PLUS, Keys.EQUALS, Keys.NUMPAD_ADD ->
          speed = Math.min(SPEEDS.length - 1, speed + 1);
      case Keys.MINUS, Keys.NUMPAD_SUBTRACT -> speed = Math.max(0, speed - 1);
      case Keys.R -> {
        match.restart();
        message = Optional.empty();
        holds = false;
        owedSeconds = 0;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public void render() {
    if (showing.frames() > 0) {
      tick();
      holds = false;
      messageSeconds -= match.tickSeconds();
    } else {
      advance(Math.min(LONGEST_FRAME_SECONDS, Gdx.graphics.getDeltaTime()));
    }
    draw();
    frame++;
    if (frame == showing.frames()) {
      showing.screenshot().ifPresent(this::capture);
      Gdx.app.exit();
    }
  }

  /** Runs the ticks of a frame; after an episode its last picture stays while its message does. */
  private void advance(float seconds) {
    if (paused || help) {
      return;
    }
    messageSeconds -= seconds;
    if (holds && messageSeconds > 0) {
      return;
    }
    holds = false;
    owedSeconds += seconds * SPEEDS[speed];
    while (owedSeconds >= match.tickSeconds() && !holds) {
      if (match.waits()) {
        owedSeconds = match.tickSeconds(); // the next key counts at once
        return;
      }
      owedSeconds -= match.tickSeconds();
      tick();
    }
    if (holds) {
      owedSeconds = 0;
    }
  }

  private void tick() {
    Optional<Match.Event> event = match.tick();
    boolean ended = event.isPresent() && event.get().ending() != Ending.RUNNING;
    if (event.isPresent() && (ended || match.teams() > 1)) {
      message = event;
      messageSeconds = MESSAGE_SECONDS;
      holds = ended;
    }
  }

  private void drawWorld() {
    begin();
    match.draw(canvas);
    if (sensing != Sensing.OFF) {
      match.drawSensors(sensing, canvas, canvas.worldUnit());
    }
    canvas.overlay();
  }

  private void begin() {
    canvas.begin(
        Gdx.graphics.getBackBufferWidth(),
        Gdx.graphics.getBackBufferHeight(),
        Hud.TOP,
        Hud.BOTTOM,
        sensing == Sensing.OFF ? 0 : SensorPanel.LEFT);
  }

  private void draw() {
    if (holds) {
      begin();
      canvas.repeat();
      canvas.overlay();
    } else {
      drawWorld();
    }
    if (sensing != Sensing.OFF) {
      panel.draw(match.seats().get(match.followed()).name(), match.observed(holds));
    }
    hud.bars(SPEEDS[speed], !help);
    if (help) {
      hud.help();
    } else if (paused) {
      hud.paused();
    } else if (message.isPresent() && messageSeconds > 0) {
      hud.message(message.get(), messageSeconds / MESSAGE_SECONDS);
    }
    canvas.end();
  }

  private void capture(Path file) {
    int width = Gdx.graphics.getBackBufferWidth();
    int height = Gdx.graphics.getBackBufferHeight();
    Pixmap pixmap = new Pixmap(width, height, Pixmap.Format.RGB888);
    ByteBuffer pixels = BufferUtils.newByteBuffer(width * height * 4);
    Gdx.gl.glPixelStorei(GL20.GL_PACK_ALIGNMENT, 1);
    Gdx.gl.glReadPixels(0, 0, width, height, GL20.GL_RGBA, GL20.GL_UNSIGNED_BYTE, pixels);
    ByteBuffer target = pixmap.getPixels();
    for (int i = 0; i < width * height; i++) {
      target.put(3 * i, pixels.get(4 * i));
      target.put(3 * i + 1, pixels.get(4 * i + 1));
      target.put(3 * i + 2, pixels.get(4 * i + 2));
    }
    PixmapIO.writePNG(new FileHandle(file.toFile()), pixmap, Deflater.DEFAULT_COMPRESSION, true);
    pixmap.dispose();
  }

  @Override
  public void dispose() {
    canvas.dispose();
  }
}
