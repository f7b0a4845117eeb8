export interface Resident {
  readonly username: string
  readonly displayName: string
  readonly note: string
  /** What they say under a post. */
  readonly lines: readonly string[]
  /** What they say when they are answered, once. */
  readonly after: readonly string[]
}

/** Mild on purpose: people practise with these words, and their children may look on. */
export const residents: readonly Resident[] = [
  {
    username: 'curious_resident',
    displayName: 'A resident with a question',
    note: 'Scripted: asks a question under official posts.',
    lines: [
      'Does this apply to the whole borough, or only to the town centre?',
      'Where can I read more about this? I could not find it on the website.',
      'Is there a number to call for people who are not online?',
      'From when exactly? My mother is 84 and needs to plan for it.',
    ],
    after: ['Thank you, that answers it.', 'Good to know. I will pass it on to my neighbours.'],
  },
  {
    username: 'unhappy_resident',
    displayName: 'A resident with a complaint',
    note: 'Scripted: complains under official posts.',
    lines: [
      'I reported a missed bin collection two weeks ago and nobody has been in touch. Who is dealing with it?',
      'Lovely words, but the potholes in my street are still there after three reports.',
      'I waited 50 minutes on the phone today and was cut off. This is not good enough.',
      'The form on your website gives an error at the last step. How am I meant to apply?',
    ],
    after: [
      'Thank you for looking into it. I will wait for the call.',
      'I have sent the reference in a private message. Please do follow it up this time.',
    ],
  },
  {
    username: 'angry_resident',
    displayName: 'An angry resident',
    note: 'Scripted: is rude under official posts, mildly.',
    lines: [
      'You lot are useless. A bunch of clowns, the whole council.',
      'What a load of rubbish. Whoever wrote this must be an idiot.',
      'Shame on you. You should all be sacked, starting with the fool who runs this account.',
      'Nobody believes a word you say, you muppets.',
    ],
    after: ['Yeah, whatever. Clowns.', 'Typical. Hide behind a keyboard, why don’t you.'],
  },
  {
    username: 'local_reporter',
    displayName: 'A local reporter',
    note: 'Scripted: a reporter who asks for a statement.',
    lines: [
      'Hello, I am writing about this for tomorrow’s paper. Who can give me a statement before 4pm?',
      'Can you confirm how much this costs, and who signed it off?',
      'We have heard that staff were told about this only today. Does the council wish to comment?',
      'Is anyone from the council free for a short interview on local radio this afternoon?',
    ],
    after: [
      'Thank you, I will contact the press office.',
      'Noted. We will print that the council did not answer the question.',
    ],
  },
  {
    username: 'grateful_resident',
    displayName: 'A grateful resident',
    note: 'Scripted: says thank you under official posts.',
    lines: [
      'Thank you for letting us know. Much appreciated.',
      'Good news! Well done to everyone who worked on this.',
      'Diolch yn fawr. It is good to hear this in plain words.',
      'The team at the library was wonderful today. Please tell them.',
    ],
    after: ['You are welcome. Keep it up!', 'Diolch!'],
  },
]
