using Pulse.Collecting;
using Pulse.Convening;
using Pulse.Language;
using Pulse.Moderating;
using Pulse.People;

namespace Pulse.Api.Collecting;

public enum Quoting { None, Paraphrase, Verbatim }

/// <param name="Item">The open question's slug.</param>
/// <param name="Text">At most 2,000 code points.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Quoting">Whether it may be quoted outside the analysis: not at all, in other words, or as it stands.</param>
public sealed record AnswerGiven(string Item, string Text, string Language, Quoting Quoting = Quoting.None);

public sealed record ItemSaved(string Item, bool Saved = true);

/// <summary>One's own answer, for editing it.</summary>
public sealed record OwnAnswer(string Item, string Text, string Language, Quoting Quoting);

public static class AnswersEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/answers", (HttpContext http, Visits visits) => visits.Write<AnswerGiven, ItemSaved>(
                http, Standing.Placed, StatusCodes.Status201Created, Save))
            .Takes<AnswerGiven>()
            .Says<ItemSaved>(StatusCodes.Status201Created, Refusal.NoSession, Refusal.NotFound, Refusal.PhaseClosed,
                Refusal.Withdrawn, Refusal.TextRefused, Refusal.TooManyRequests)
            .Named("answer", "Answer an open question",
                "A second answer replaces the first while the phase is open and nobody has read the first.");

        routes.MapGet("/v1/answers/{item}", (string item, HttpContext http, Visits visits) =>
                visits.Read<OwnAnswer>(http, Standing.Placed, visit => Own(visit, item)))
            .Says<OwnAnswer>(StatusCodes.Status200OK, Refusal.NoSession, Refusal.NotFound, Refusal.ConsentFirst,
                Refusal.Withdrawn)
            .Named("getAnswer", "My answer", "One's own answer to this question, for editing it.");
    }

    private static async Task<Reply<ItemSaved>> Save(Visit visit, AnswerGiven given)
    {
        var opened = visit.OpenItem(given.Item);
        if (opened.Body is not { } item)
        {
            return opened.Refused!.Value;
        }

        if (item.Kind != ItemKind.OpenQuestion)
        {
            return (Refusal.ValueRefused, "item", Fault.WrongItemKind);
        }

        if (!visit.Dialogue.Languages.Contains(given.Language))
        {
            return (Refusal.ValueRefused, "language", Fault.UnknownLanguage);
        }

        if (given.Quoting != Quoting.None && visit.Dialogue.Quoting == QuotingPolicy.Never)
        {
            return (Refusal.ValueRefused, "quoting", Fault.QuotingNotAsked);
        }

        var check = AcceptedText.Check(given.Text, AcceptedText.LongestAnswer);
        if (!check.IsAccepted)
        {
            return (Refusal.TextRefused, "text", FaultOf(check.Refusal.Value));
        }

        var text = check.Accepted.Text;
        if (Code.StandsIn(text) || Code.ReceiptOf(visit.Session.Secret).StandsAsWrittenIn(text))
        {
            return (Refusal.ContainsCode, "text", Fault.HoldsCode);
        }

        var earlier = await Answers.Lock(visit.Connection, visit.ParticipantId, item.Slug, visit.Stop);
        if (earlier is not null
            && await Answers.Find(visit.Connection, visit.ParticipantId, item.Slug, visit.Stop) is { } same
            && same.Language == given.Language && same.Quoting == NameOf(given.Quoting) && same.Text(visit.Key) == text)
        {
            // a phone that kept it overnight sends it again under a key that the shuffle has purged
            return new ItemSaved(item.Slug);
        }

        if (earlier is { } read && await ReadAnswers.Include(visit.Connection, read, visit.Stop))
        {
            return Refusal.AnswerAlreadyRead;
        }

        var answerId = Guid.NewGuid();
        await Answers.Save(visit.Connection, new Answer
        {
            AnswerId = answerId,
            DialogueId = visit.Dialogue.Id,
            ParticipantId = visit.ParticipantId,
            Item = item.Slug,
            Language = given.Language,
            TextSealed = visit.Key.Seal(text, Answer.TextColumn, answerId),
            Quoting = NameOf(given.Quoting),
            AnsweredOn = visit.Today,
        }, earlier, visit.Stop);
        await Skips.TakeBack(visit.Connection, visit.ParticipantId, item.Slug, visit.Stop);
        return new ItemSaved(item.Slug);
    }

    private static async Task<Reply<OwnAnswer>> Own(Visit visit, string item) =>
        await Answers.Find(visit.Connection, visit.ParticipantId, item, visit.Stop) is { } answer
            ? new OwnAnswer(answer.Item, answer.Text(visit.Key), answer.Language,
                Enum.Parse<Quoting>(answer.Quoting, ignoreCase: true))
            : Refusal.NotFound;

    private static string NameOf(Quoting quoting) => quoting switch
    {
        Quoting.None => "none",
        Quoting.Paraphrase => "paraphrase",
        Quoting.Verbatim => "verbatim",
    };

    private static Fault FaultOf(TextRefusal refusal) => refusal switch
    {
        TextRefusal.Empty => Fault.TextEmpty,
        TextRefusal.TooLong => Fault.TextTooLong,
        TextRefusal.UnpairedSurrogate => Fault.TextBroken,
        TextRefusal.ControlCharacter => Fault.TextControl,
        TextRefusal.BidiControl => Fault.TextBidi,
        TextRefusal.OnlyInvisible => Fault.TextInvisible,
    };
}
