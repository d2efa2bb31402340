/**
 * Behaviour trees and state machines of gdx-ai as scripts: whole brains, or parts of hierarchies,
 * above what was learned or below it. In come what an agent sees and its entity, out goes its
 * action, or, of a manager, the skill that is to run. Start reading at {@link
 * io.github.gdxbrains.brain.tree.TreeScript}.
 */
package io.github.gdxbrains.brain.tree;
