using Pulse.Analysing.Differences;
using Pulse.Analysing.Slates;
using Pulse.Analysing.Specifics;

namespace Pulse.Analysing;

/// <summary>
/// What a working group's statements say together. Statements are named by their index in
/// <see cref="Analysis.Statements"/>.
/// </summary>
/// <param name="Divides">Where segments surely differ.</param>
/// <param name="Uncertain">What people pass on more than usual.</param>
/// <param name="Mirrored">Both sides' red lines, one entry per pair of bridging segments.</param>
/// <param name="Specific">Bridging statements that also say something, the best of both first.</param>
/// <param name="Slate">Statements chosen together; null where none has enough votes in every bridging segment.</param>
/// <param name="Dissent">Per chosen statement: who disagrees, and what they stand for.</param>
/// <param name="Support">Per chosen statement: what those who agree stand for besides.</param>
public sealed record GroupFindings(
    Divides Divides,
    UncertainStatements Uncertain,
    IReadOnlyList<MirroredStatements> Mirrored,
    IReadOnlyList<SpecificStatement> Specific,
    Slate? Slate,
    IReadOnlyList<Dissent> Dissent,
    IReadOnlyList<Support> Support);
