import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from './network.ts';
import { isMobilePhone, maskedName, maskedPhone } from './people.ts';
import { returnPath } from './return-path.ts';

describe('the page to return to after signing in', () => {
  it.each(['/desk', '/requests/1?tab=2', '/查询?词=路灯'])('may be %s on this site', (path) => {
    expect(decodeURI(returnPath(path, '/'))).toBe(path);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /desk',
    '/a\\..\\..\\evil',
    '/.//evil.example',
    '',
    undefined,
  ])('is never %j, which leads or might lead elsewhere', (asked) => {
    expect(returnPath(asked, '/home')).toBe('/home');
  });

  it('stays on the site whatever is asked', () => {
    const pieces = fc.constantFrom('/', '\\', '.', '@', ':', '?', '#', '\t', '%2f', 'evil.example', 'a');
    const asked = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(asked, (path) => {
        const url = new URL(returnPath(path, '/home'), 'https://changtong.example/sign-in');
        expect(url.host).toBe('changtong.example');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['not an address', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('what is shown of a person', () => {
  it('keeps a whole rare character, not half of it', () => {
    expect(maskedName('𠮷小明')).toBe('𠮷**');
    expect(maskedName('林小满')).toBe('林**');
    expect(maskedName('陈一')).toBe('陈*');
  });

  it('hides the middle of a phone number', () => expect(maskedPhone('15400000001')).toBe('154****0001'));

  it('takes a phone number however it is typed', () => {
    for (const typed of ['154 0000 0001', '+86-154-0000-0001', '１５４００００００01', '0086 15400000001'])
      expect(isMobilePhone(typed)).toBe(true);
    for (const typed of ['1540000000', '154000000011', '12345', '05970000000', 'abc'])
      expect(isMobilePhone(typed)).toBe(false);
  });
});
