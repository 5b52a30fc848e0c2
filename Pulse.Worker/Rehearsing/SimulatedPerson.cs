using Pulse.Convening;

namespace Pulse.Worker.Rehearsing;

/// <summary>One simulated participant, and the phone they hold.</summary>
/// <param name="Number">Names every draw of the vote model; it never leaves this program.</param>
/// <param name="Segment">The top-level segment.</param>
/// <param name="Declared">What they choose on the phone: the segment, or a part of it where it has parts.</param>
public sealed record SimulatedPerson(int Number, string Segment, string Declared, string Language, PhoneClient Phone)
{
    /// <summary>How many take part per top-level segment of the sample (samples/spring-consultation/README.md).</summary>
    public static readonly IReadOnlyDictionary<string, int> Numbers = new Dictionary<string, int>
    {
        ["jewish-israelis"] = 190,
        ["palestinian-citizens"] = 110,
        ["palestinians"] = 150,
        ["international"] = 50,
    };

    /// <summary>Everybody who takes part, in a fixed order.</summary>
    public static IReadOnlyList<SimulatedPerson> All(Dialogue dialogue, VoteModel model, HttpClient http)
    {
        var people = new List<SimulatedPerson>();
        foreach (var segment in dialogue.Segments)
        {
            for (var i = 0; i < Numbers.GetValueOrDefault(segment.Slug, 50); i++)
            {
                var number = people.Count;
                var part = segment.Parts.Count == 0
                    ? segment.Slug
                    : segment.Parts[(int)(model.Uniform(VoteModel.Draw.Choice, number, -1) * segment.Parts.Count)].Slug;
                people.Add(new(number, segment.Slug, part, LanguageOf(segment.Slug, number), new PhoneClient(http)));
            }
        }

        return people;
    }

    private static string LanguageOf(string segment, int number) => segment switch
    {
        "jewish-israelis" => number % 12 == 0 ? "en" : "he",
        "palestinian-citizens" => number % 3 == 0 ? "he" : "ar",
        "palestinians" => number % 10 == 0 ? "en" : "ar",
        _ => "en",
    };
}
