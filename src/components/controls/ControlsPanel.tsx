import type { ConfigOwner } from '../../engine/pageFace'
import { ConfigControl, type SettingName } from './ConfigControl'
import { FiguresPanel } from './FiguresPanel'
import css from './controls.module.css'

const OWNER_TITLE: Readonly<Record<ConfigOwner, string>> = { producer: 'Producer', consumer: 'Consumer', topic: 'Topic', broker: 'Brokers', network: 'Network', workload: 'Workload' }

/** The knobs of a lesson's step and the figures. */
export function ControlsPanel({ settings, note }: { readonly settings: readonly SettingName[]; readonly note?: string }) {
  const owners = [...new Set(settings.map(({ owner }) => owner))]
  return (
    <aside className={css['panel']} aria-label="Settings and figures">
      <FiguresPanel />
      {owners.map(owner => (
        <section key={owner} className={css['group']} aria-label={OWNER_TITLE[owner]}>
          <div className={css['heading']}><span>{OWNER_TITLE[owner]}</span>{note && owner === owners[0] && <span style={{ textTransform: 'none', letterSpacing: 0, fontWeight: 400 }}>{note}</span>}</div>
          {settings.filter(setting => setting.owner === owner).map(({ name }) => <ConfigControl key={name} owner={owner} name={name} />)}
        </section>
      ))}
    </aside>
  )
}
