namespace Pulse.Bench.Loading;

/// <summary>The dialogue of the load measurement: answers and votes in one phase, two segments.</summary>
internal static class Definition
{
    public const string Open = "water-open";
    public const string Voting = "water-votes";

    public const string Yaml = """
        dialogue: load
        synthetic: true
        languages: [he, ar, en]
        title: { he: מדידת עומס, ar: قياس الحمل, en: Load measurement }
        introduction: { he: שלום, ar: مرحبا, en: Welcome }
        consent:
          version: 1
          text: { he: אני מסכים, ar: أوافق, en: I agree }
        segments:
          - { segment: east, name: { he: מזרח, ar: شرق, en: East }, bridging: true }
          - { segment: west, name: { he: מערב, ar: غرب, en: West }, bridging: true }
        working-groups:
          - { group: water, name: { he: מים, ar: مياه, en: Water }, summary: { he: מים, ar: مياه, en: Water } }
        phases:
          - phase: talking
            name: { he: שיחה, ar: حديث, en: Talking }
            items:
              - { item: water-open, kind: open-question, group: water, text: { he: מה, ar: ماذا, en: What } }
              - { item: water-votes, kind: statement-voting, group: water, questions: [water-open], text: { he: א, ar: أ, en: a } }
        """;
}
