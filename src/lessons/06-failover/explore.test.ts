import { test } from 'vitest'
import { scenes } from './scenarios'
import { sceneEvidence } from '../testing/played'
import * as m from './measures'
test('explore', () => {
  for (const [name, scene] of Object.entries(scenes)) {
    const e = sceneEvidence(scene)
    console.log(name, 'lost', m.lost(e), 'failed', e.figures.failedRecords, 'sent', e.figures.sentRecords, 'acked', e.figures.acknowledgedRecords, 'wait', JSON.stringify(m.longestWait(e)), m.longestWaitUs(e)/1e6, 'rows', e.events.rowCount ?? '', 'end', [1,2,3].map(b => m.logEndAt(e, b, 10_100_000)), 'trunc', [1,2,3].map(b => JSON.stringify(m.truncated(e, b)?.atUs)), 'elected', m.elected(e)?.atUs, m.elected(e)?.arguments.leader, m.taken(e)?.atUs, 'ctl', m.firstOf(e, 'controllerElected')?.atUs)
  }
  const e = sceneEvidence(scenes.one)
  console.log(m.lastHeartbeatUs(e, 1), m.acknowledgedAt(e, m.died(e, 1).atUs), m.acknowledgedAt(e, 10_100_000), m.fenced(e, 1).atUs)
})
