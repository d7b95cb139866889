import css from './controls.module.css'

/** On or off. `describedBy`: the id of what explains it. */
export function Switch({ label, isOn, describedBy, onChange }: { readonly label: string; readonly isOn: boolean; readonly describedBy?: string; readonly onChange: (isOn: boolean) => void }) {
  return <input type="checkbox" role="switch" className={css['switch']} aria-label={label} aria-describedby={describedBy} checked={isOn} onChange={event => { onChange(event.target.checked) }} />
}
