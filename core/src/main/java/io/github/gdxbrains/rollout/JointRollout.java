package io.github.gdxbrains.rollout;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * What whole teams did, made of what their agents did: for learners whose critic sees all agents of
 * a team at once. A <em>group</em> is the agents of one team in one arena; a <em>moment</em> is a
 * tick at which some of them decided, those that are still in the episode, and becomes one
 * transition of {@link #rollout}, which has a lane for each group.
 *
 * <p>A joint observation is {@code [members][inputs]} followed by {@code [members]} of 1 where a
 * member decided and 0 where it did not, its observation then being zeros. A joint action has the
 * branches of all members. A joint reward is the sum of what the members got by themselves plus
 * once what they got as a group.
 *
 * <p>A moment lasts until the next, or to the end of the episode. Who leaves the episode in between
 * is absent from the moments that follow, so that what the team gains later reaches the leaver's
 * last action through the team's return, as in MA-POCA (arXiv:2111.05992 section 4). What a leaver
 * gets by itself after it has left counts for its own return alone.
 */
public final class JointRollout {
  /** In place of a member's transition: it did not decide at this moment. */
  public static final int ABSENT = -1;

  private final int[][] membersOfGroup;
  private final int seats;
  private final int arenas;
  private final int members;
  private final int inputs;
  private final int branches;
  private final int options;
  private final Rollout joint;
  private final int[] sources;
  private final int[] next;

  // the last moment of each group
  private final long[] episodes;
  private final int[] times;

  // decisions that were open when their moments were told: their agents had left the episode
  private final long[] toldEpisodes;
  private final int[] toldTimes;

  /**
   * Groups without moments.
   *
   * @param behavior of all agents
   * @param teams the team of each of an arena's agents, in the order of the lanes
   * @param arenas how many arenas
   * @param capacity the most transitions of each agent in a rollout
   */
  public JointRollout(BehaviorSpec behavior, List<Integer> teams, int arenas, int capacity) {
    this(behavior, teams, arenas, capacity, 0);
  }

  /**
   * Groups without moments.
   *
   * @param behavior of all agents
   * @param teams the team of each of an arena's agents, in the order of the lanes
   * @param arenas how many arenas
   * @param capacity the most transitions of each agent in a rollout
   * @param columns floats that the learner writes for each moment, such as a value by its critic:
   *     in the columns and final columns of {@link #rollout}
   */
  public JointRollout(
      BehaviorSpec behavior, List<Integer> teams, int arenas, int capacity, int columns) {
    this.arenas = arenas;
    seats = teams.size();
    TreeMap<Integer, int[]> byTeam = new TreeMap<>();
    for (int seat = 0; seat < seats; seat++) {
      int[] before = byTeam.getOrDefault(teams.get(seat), new int[0]);
      int[] with = Arrays.copyOf(before, before.length + 1);
      with[before.length] = seat;
      byTeam.put(teams.get(seat), with);
    }
    membersOfGroup = byTeam.values().toArray(new int[0][]);
    members = members(teams);
    inputs = behavior.observations().inputs();
    branches = behavior.actions().branches().size();
    options = behavior.masked() ? behavior.actions().options() : 0;
    BehaviorSpec joined = behavior(behavior, members);
    int groups = arenas * membersOfGroup.length;
    joint = new Rollout(joined, groups, capacity, joined.observations().inputs(), columns, true);
    sources = new int[Math.multiplyExact(joint.slots(), members)];
    episodes = new long[groups];
    times = new int[groups];
    toldEpisodes = new long[arenas * seats];
    toldTimes = new int[arenas * seats];
    next = new int[members];
    clear();
  }

  /**
   * A team as if it were one agent: what {@link #rollout} holds, and what a replay buffer for it is
   * made for. Its actions are the members' choices; continuous numbers are left out.
   */
  public static BehaviorSpec behavior(BehaviorSpec behavior, int members) {
    int numbers = Math.multiplyExact(members, behavior.observations().inputs() + 1);
    List<Integer> branches =
        Collections.nCopies(members, behavior.actions().branches()).stream()
            .flatMap(List::stream)
            .toList();
    return new BehaviorSpec(
        behavior.name(),
        ObservationSpace.of(ObservationStream.vector("team", numbers)),
        branches.isEmpty()
            ? ActionSpace.continuous(1)
            : ActionSpace.multiDiscrete(branches.toArray(new Integer[0])),
        behavior.masked(),
        behavior.decisionPeriod());
  }

  /** The most agents in a group, of agents whose teams these are. */
  public static int members(List<Integer> teams) {
    return teams.stream().mapToInt(team -> Collections.frequency(teams, team)).max().orElse(0);
  }

  /** The most agents in a group. */
  public int members() {
    return members;
  }

  /** How many groups there are in all arenas: the lanes of {@link #rollout}. */
  public int groups() {
    return joint.lanes();
  }

  /** The moments, a lane for each group. */
  public Rollout rollout() {
    return joint;
  }

  /**
   * The transition that a member began at a moment, as an index into the agents' rollout, finished
   * or still open; {@link #ABSENT} if it had left the episode.
   *
   * @param index of the moment in {@link #rollout}
   */
  public int source(int index, int member) {
    return sources[index * members + member];
  }

  /** Whether an observation of what follows a group's last moment is at that moment's index + 1. */
  public boolean isFollowed(int group) {
    return joint.isOpen(group);
  }

  /** Forgets where episodes stood: the agents' next rollout begins afresh. */
  public void clear() {
    joint.clear();
    Arrays.fill(episodes, -1);
    Arrays.fill(toldEpisodes, -1);
  }

  /** Makes the moments of a rollout, which keeps final observations. */
  public void fill(Rollout rollout) {
    joint.begin();
    for (int arena = 0; arena < arenas; arena++) {
      for (int g = 0; g < membersOfGroup.length; g++) {
        fill(rollout, arena * membersOfGroup.length + g, arena * seats, membersOfGroup[g]);
      }
    }
  }

  private void fill(Rollout rollout, int group, int firstLane, int[] lanes) {
    joint.drop(group);
    for (int m = 0; m < lanes.length; m++) {
      next[m] = isTold(rollout, firstLane + lanes[m]) ? 1 : 0;
    }
    int leader = earliest(rollout, firstLane, lanes);
    while (leader != ABSENT && tell(rollout, group, firstLane, lanes, leader)) {
      leader = earliest(rollout, firstLane, lanes);
    }
    if (leader == ABSENT) {
      follow(rollout, group, firstLane, lanes);
    }
    for (int m = 0; m < lanes.length; m++) {
      int lane = firstLane + lanes[m];
      boolean hasLeft = rollout.isOpen(lane) && next[m] > rollout.count(lane);
      int index = rollout.first(lane) + rollout.count(lane);
      toldEpisodes[lane] = hasLeft ? rollout.episodes()[index] : -1;
      toldTimes[lane] = rollout.times()[index];
    }
  }

  /** Whether a lane's first decision is of a moment that an earlier rollout told. */
  private boolean isTold(Rollout rollout, int lane) {
    int first = rollout.first(lane);
    return decisions(rollout, lane) > 0
        && rollout.episodes()[first] == toldEpisodes[lane]
        && rollout.times()[first] == toldTimes[lane];
  }

  /** The earliest decision of a group's members that has not been told yet. */
  private int earliest(Rollout rollout, int firstLane, int[] lanes) {
    int earliest = ABSENT;
    for (int m = 0; m < lanes.length; m++) {
      int lane = firstLane + lanes[m];
      int index = rollout.first(lane) + next[m];
      if (next[m] < decisions(rollout, lane)
          && (earliest == ABSENT || isBefore(rollout, index, earliest))) {
        earliest = index;
      }
    }
    return earliest;
  }

  /** Finished transitions of a lane, and the one that has begun. */
  private static int decisions(Rollout rollout, int lane) {
    return rollout.count(lane) + (rollout.isOpen(lane) ? 1 : 0);
  }

  private static boolean isBefore(Rollout rollout, int index, int other) {
    long episode = rollout.episodes()[index];
    long otherEpisode = rollout.episodes()[other];
    return episode == otherEpisode
        ? rollout.times()[index] < rollout.times()[other]
        : episode < otherEpisode;
  }

  /**
   * Makes one moment, of the decisions taken at the same time as the leader.
   *
   * @return whether it is over; if not, or if there is no room for it, it is the group's last
   */
  private boolean tell(Rollout rollout, int group, int firstLane, int[] lanes, int leader) {
    long episode = rollout.episodes()[leader];
    int time = rollout.times()[leader];
    int index = begin(group);
    if (index < 0) {
      return false;
    }
    joint.starts()[index] = episode != episodes[group] || time <= times[group];
    joint.episodes()[index] = episode;
    joint.times()[index] = time;
    int shortest = ABSENT;
    float own = 0;
    boolean isTruncated = false;
    for (int m = 0; m < lanes.length; m++) {
      int lane = firstLane + lanes[m];
      int source = rollout.first(lane) + next[m];
      boolean isPresent =
          next[m] < decisions(rollout, lane)
              && rollout.episodes()[source] == episode
              && rollout.times()[source] == time;
      if (isPresent) {
        join(rollout, source, index, m);
        own += rollout.rewards()[source] - rollout.groupRewards()[source];
        if (next[m] < rollout.count(lane)) {
          boolean isShorter =
              shortest == ABSENT || rollout.ticks()[source] < rollout.ticks()[shortest];
          shortest = isShorter ? source : shortest;
          isTruncated |= rollout.endings()[source] == Ending.TRUNCATED;
        }
      }
    }
    if (shortest == ABSENT) {
      return false;
    }
    // a moment lasts as long as the shortest of its transitions: others' agents have left
    joint.rewards()[index] = own + rollout.groupRewards()[shortest];
    joint.groupRewards()[index] = rollout.groupRewards()[shortest];
    joint.ticks()[index] = rollout.ticks()[shortest];
    Ending ending = rollout.endings()[shortest];
    if (ending != Ending.RUNNING && isTruncated) {
      ending = Ending.TRUNCATED; // who has left terminates, but the team's episode was cut off
      seeFinal(rollout, index);
    }
    joint.close(group, ending);
    episodes[group] = episode;
    times[group] = time;
    for (int m = 0; m < lanes.length; m++) {
      next[m] += source(index, m) == ABSENT ? 0 : 1;
    }
    return true;
  }

  /** An empty moment; -1 if there is no room for it. */
  private int begin(int group) {
    int index = joint.open(group);
    if (index >= 0) {
      Arrays.fill(joint.observations(), index * joint.inputs(), (index + 1) * joint.inputs(), 0);
      Arrays.fill(joint.choices(), index * joint.branches(), (index + 1) * joint.branches(), 0);
      Arrays.fill(joint.forbidden(), index * joint.options(), (index + 1) * joint.options(), false);
      Arrays.fill(sources, index * members, (index + 1) * members, ABSENT);
    }
    return index;
  }

  /** A member was there, and did something. */
  private void join(Rollout rollout, int source, int index, int member) {
    sources[index * members + member] = source;
    see(rollout.observations(), source, joint.observations(), index, member);
    int at = index * members + member;
    System.arraycopy(
        rollout.choices(), source * branches, joint.choices(), at * branches, branches);
    System.arraycopy(
        rollout.forbidden(), source * options, joint.forbidden(), at * options, options);
  }

  private void see(float[] from, int source, float[] to, int index, int member) {
    int row = index * joint.inputs();
    System.arraycopy(from, source * inputs, to, row + member * inputs, inputs);
    to[row + members * inputs + member] = 1;
  }

  private void seeFinal(Rollout rollout, int index) {
    float[] finals = joint.finalObservations();
    Arrays.fill(finals, index * joint.inputs(), (index + 1) * joint.inputs(), 0);
    for (int m = 0; m < members; m++) {
      int source = source(index, m);
      if (source != ABSENT && rollout.endings()[source] == Ending.TRUNCATED) {
        see(rollout.finalObservations(), source, finals, index, m);
        System.arraycopy(
            rollout.finalForbidden(),
            source * options,
            joint.finalForbidden(),
            (index * members + m) * options,
            options);
      }
    }
  }

  /** What the members saw when the rollout ended, where a decision was due. */
  private void follow(Rollout rollout, int group, int firstLane, int[] lanes) {
    int count = joint.count(group);
    int last = joint.first(group) + count - 1;
    int index = count > 0 && joint.endings()[last] == Ending.RUNNING ? begin(group) : ABSENT;
    for (int m = 0; m < lanes.length && index >= 0; m++) {
      int lane = firstLane + lanes[m];
      if (rollout.isAssessed(lane)) {
        see(rollout.lastObservations(), lane, joint.observations(), index, m);
      }
    }
  }
}
