namespace Pulse.Api.Words;

public sealed class English : Speech
{
    public override string Language => "en";

    public override Sentence Of(Refusal refusal) => refusal switch
    {
        Refusal.Malformed => new("This request cannot be read", "Reload the page and try again."),
        Refusal.IdempotencyKeyMissing => new("The request has no key of its own",
            "Send a new UUID in the header Idempotency-Key with every write."),
        Refusal.NoSession => new("You are not signed in", "Open the page with your invitation again."),
        Refusal.ForeignOrigin => new("This request came from another site", "Open the page with your invitation again."),
        Refusal.CodeNotValid => new("This code is not valid",
            "Check every character. If it was used already, ask whoever invited you for a new one."),
        Refusal.NotFound => new("There is nothing here", "It may have been deleted. Go on with the next question."),
        Refusal.MethodNotAllowed => new("This cannot be done here", "Reload the page and try again."),
        Refusal.KeyReused => new("This key was used for something else", "Send a new key with a new request."),
        Refusal.PhaseClosed => new("This is not open now", "Go back to the start to see what is open."),
        Refusal.ConsentFirst => new("You have not agreed to take part yet", "Read the consent text first."),
        Refusal.ConsentChanged => new("The consent text has changed", "Read the new text, then decide again."),
        Refusal.SegmentFirst => new("Your group is still to be chosen", "Choose a group, or say that you prefer not to."),
        Refusal.SegmentAlreadyChosen => new("Your group can no longer be changed",
            "You have already answered or voted. You can delete everything with a deletion code and use a new invitation."),
        Refusal.AnswerAlreadyRead => new("This answer can no longer be changed",
            "It has already been read. You can delete everything with a deletion code."),
        Refusal.Withdrawn => new("You have deleted everything", "Nothing of yours is here any more."),
        Refusal.TooLarge => new("This is too long", "Shorten it and send it again."),
        Refusal.UnsupportedMediaType => new("Only JSON is read here", "Send application/json in UTF-8."),
        Refusal.ValueRefused => new("Something in this request is not possible", "See what is wrong, and choose again."),
        Refusal.TextRefused => new("This text cannot be saved", "See what is wrong, change it and send it again."),
        Refusal.ContainsCode => new("Your text holds a code",
            "It looks like an invitation or a deletion code, which could tell who you are. Take it out and send the text again."),
        Refusal.TooManyRequests => new("That was too fast", "Wait a moment and try again."),
        Refusal.OurFault => new("Something went wrong on our side", "Nothing was saved. Try again in a moment."),
        Refusal.Unavailable => new("The service is not available right now", "Nothing was lost. Try again in a moment."),
    };

    public override string Of(Fault fault) => fault switch
    {
        Fault.TextEmpty => "The text is empty.",
        Fault.TextTooLong => "The text is longer than 2,000 characters.",
        Fault.TextBroken => "The text holds half a character.",
        Fault.TextControl => "The text holds a control character.",
        Fault.TextBidi => "The text holds an invisible character that turns the direction of writing.",
        Fault.TextInvisible => "The text holds nothing that can be seen.",
        Fault.HoldsCode => "The text holds an invitation code or a deletion code.",
        Fault.UnknownLanguage => "This dialogue does not speak that language.",
        Fault.UnknownSegment => "This dialogue has no such group.",
        Fault.WrongItemKind => "This question asks for something else.",
        Fault.ImpossibleChoice => "This question does not offer that choice.",
        Fault.QuotingNotAsked => "Nothing is quoted in this dialogue.",
        Fault.ConsentNeeded => "Only those who agree can take part.",
        Fault.WrongScale => "Give the vote in the way this question asks for it.",
    };
}
