/** Roles are council-wide jobs; what someone may do on one channel is a level (levels.ts). */
export interface Role {
  readonly id: string
  readonly name: string
  readonly says: string
}

const role = <const Id extends string>(id: Id, name: string, says: string) => ({ id, name, says })

export const roles = [
  role(
    'administrator',
    'Administrator',
    'Invites people, gives them roles and levels, suspends them, and keeps the settings of the council.',
  ),
  role(
    'communications',
    'Communications team',
    'Runs the channel register, approvals, the calendar and crisis mode, and has full access to every channel as back-up.',
  ),
  role(
    'author',
    'Author',
    'Writes and works with posts on the channels where a level has been given.',
  ),
  role(
    'press-office',
    'Press office',
    'Takes press enquiries from any message and keeps statements and embargoes.',
  ),
  role(
    'contact-centre',
    'Contact centre',
    'Turns messages into service requests and complaints and answers them in time.',
  ),
  role(
    'marketing',
    'Marketing',
    'Plans campaigns, keeps records of paid advertising and the rights to pictures and video.',
  ),
  role(
    'service-manager',
    'Service manager',
    'Answers for the channels of a service: its business case, deputies and yearly review.',
  ),
  role(
    'line-manager',
    'Line manager',
    'Sees training, agreements and overdue work of a team, and approves requests for it.',
  ),
  role(
    'moderator',
    'Moderator',
    'Works the queue of flagged comments and decides on each with a reason.',
  ),
  role(
    'monitoring-officer',
    'Monitoring Officer',
    'Handles conduct cases about councillors and publishes their outcome.',
  ),
  role(
    'democratic-services',
    'Democratic Services',
    'Keeps elections, notice dates and the list of members, and receives reports of abuse from members.',
  ),
  role(
    'councillor',
    'Councillor',
    'Has a private workspace with checks and advice for a member, which the council does not look into.',
  ),
  role(
    'group-leader',
    'Political group leader',
    'Is told of an abuse report by a member of the group when that member agrees.',
  ),
  role('chief-executive', 'Chief Executive', 'Decides requests to use the logo of the council.'),
  role(
    'data-protection-officer',
    'Data Protection Officer',
    'Keeps the record of processing, breaches, rights requests and holds, and advises on listening.',
  ),
  role(
    'risk-owner',
    'Senior Information Risk Owner',
    'Sees risks and breaches over time and signs off what risk remains.',
  ),
  role(
    'caldicott-guardian',
    'Caldicott Guardian',
    'Checks health and care information against the eight principles after a breach.',
  ),
  role(
    'information-management',
    'Information Management Group',
    'Reviews the policy, how well it is kept and who is trained, once a year.',
  ),
  role(
    'hr',
    'Human Resources',
    'Keeps restricted posts and disciplinary holds, and asks for vetting or monitoring without starting it alone.',
  ),
  role(
    'auditor',
    'Internal Audit',
    'Reads every record and the evidence for each control, and can change nothing.',
  ),
  role(
    'ict-security',
    'ICT security',
    'Keeps single sign-on, second factors and connections safe and runs the incident plan.',
  ),
  role(
    'safeguarding-lead',
    'Safeguarding lead',
    'Opens sealed safeguarding cases and refers them in time.',
  ),
  role(
    'legal',
    'Legal',
    'Handles defamation notices, injunctions and court orders, and places legal holds.',
  ),
  role(
    'equality-lead',
    'Equality or Welsh Language officer',
    'Adds equality notes and sees whether both languages are treated alike.',
  ),
  role(
    'returning-officer',
    'Returning Officer',
    'Enters the date of the notice of election, apart from any role in the council.',
  ),
  role(
    'emergency-duty-officer',
    'Emergency duty officer',
    'Asks for the emergency override of a freeze together with a second named officer.',
  ),
  role(
    'crisis-team',
    'Crisis team',
    'Keeps working on every channel while the council is locked down.',
  ),
  role(
    'covert-responsible-officer',
    'Senior Responsible Officer for covert work',
    'Oversees the register of covert work and its inspections without authorising any of it.',
  ),
  role(
    'covert-authorising-officer',
    'Authorising Officer for covert work',
    'Decides applications for covert work on cases that are someone else’s.',
  ),
  role(
    'covert-investigator',
    'Investigator for covert work',
    'Looks at public profiles for a case within the limits of an authorisation.',
  ),
] as const satisfies readonly Role[]

export type RoleId = (typeof roles)[number]['id']

export const roleIds = roles.map((each) => each.id)

/** The managing team's back-up access; everyone else reaches a channel only by a grant. */
export const fullAccessRoles: readonly RoleId[] = ['administrator', 'communications']
