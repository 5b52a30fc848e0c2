using Pulse.People;

namespace Pulse.Web.Pages;

/// <summary>The batches of a dialogue's invitations; codes are shown when they are made and never again.</summary>
/// <param name="PhoneAddress">Where the participants' host is reached from outside, if the settings say so.</param>
public sealed record InvitationsModel(
    DialogueNames Names, IReadOnlyList<InvitationBatches.Row> Batches, string PhoneAddress, DateOnly Today)
{
    public string StateOf(InvitationBatches.Row batch) =>
        batch.Revoked ? "batch.revoked" : batch.ExpiresOn < Today ? "batch.expired" : "batch.valid";
}

/// <summary>A batch that somebody is about to revoke.</summary>
public sealed record RevokeModel(DialogueNames Names, InvitationBatches.Row Batch);
