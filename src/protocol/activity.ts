/** The person scrolls, presses or types: what trains in the background gives way for a moment. Not answered. */
export interface Acting {
  readonly type: 'acting';
}
