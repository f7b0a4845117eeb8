import './KeyHint.css'

/** A key to press, as it stands on the keyboard. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keys.split(' ').map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
