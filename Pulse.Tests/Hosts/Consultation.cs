namespace Pulse.Tests.Hosts;

/// <summary>A small dialogue in three languages with every kind of item, for stories over HTTP.</summary>
internal static class Consultation
{
    public const string Definition = """
        dialogue: consultation
        synthetic: true
        languages: [he, ar, en]
        show-standing: true
        title: { he: התייעצות, ar: استشارة, en: Consultation }
        introduction: { he: שלום, ar: مرحبا, en: Welcome }
        consent:
          version: 3
          text: { he: אני מסכים, ar: أوافق, en: I agree }
        segments:
          - { segment: east, name: { he: מזרח, ar: شرق, en: East }, bridging: true }
          - segment: west
            name: { he: מערב, ar: غرب, en: West }
            bridging: true
            segments:
              - { segment: west-hills, name: { he: גבעות, ar: تلال, en: Hills } }
        working-groups:
          - { group: water, name: { he: מים, ar: مياه, en: Water }, summary: { he: מים, ar: مياه, en: Water } }
        phases:
          - phase: listening
            name: { he: הקשבה, ar: إصغاء, en: Listening }
            items:
              - { item: water-open, kind: open-question, group: water, text: { he: מה, ar: ماذا, en: What } }
              - { item: hope, kind: scale, text: { he: א, ar: أ, en: a }, from: 1, to: 5, low: { he: א, ar: أ, en: a }, high: { he: א, ar: أ, en: a } }
              - item: one-of
                kind: single
                text: { he: א, ar: أ, en: a }
                options:
                  - { option: red, name: { he: א, ar: أ, en: a } }
                  - { option: blue, name: { he: ב, ar: ب, en: b } }
              - item: some-of
                kind: multiple
                at-most: 2
                text: { he: א, ar: أ, en: a }
                options:
                  - { option: tea, name: { he: א, ar: أ, en: a } }
                  - { option: milk, name: { he: ב, ar: ب, en: b } }
                  - { option: salt, name: { he: ג, ar: ج, en: c } }
              - item: order-of
                kind: rank
                text: { he: א, ar: أ, en: a }
                options:
                  - { option: first, name: { he: א, ar: أ, en: a } }
                  - { option: second, name: { he: ב, ar: ب, en: b } }
          - phase: voting
            name: { he: הצבעה, ar: تصويت, en: Voting }
            items:
              - { item: water-votes, kind: statement-voting, group: water, questions: [water-open], text: { he: א, ar: أ, en: a } }
          - phase: apart
            name: { he: לחוד, ar: على حدة, en: Apart }
            separate: true
            items:
              - { item: apart-votes, kind: statement-voting, group: water, questions: [water-open], text: { he: א, ar: أ, en: a } }
          - phase: east-only
            name: { he: מזרח, ar: شرق, en: East only }
            audience: [east]
            items:
              - { item: east-open, kind: open-question, group: water, text: { he: מה, ar: ماذا, en: What } }
          - phase: ratifying
            name: { he: אישור, ar: إقرار, en: Ratifying }
            items:
              - { item: ratify, kind: ratification, text: { he: א, ar: أ, en: a } }
          - phase: weighing
            name: { he: שקילה, ar: موازنة, en: Weighing }
            items:
              - { item: weigh, kind: ratification, scale: acceptability, text: { he: א, ar: أ, en: a } }
        """;
}
