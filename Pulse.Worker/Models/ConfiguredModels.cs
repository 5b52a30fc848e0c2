using System.Security.Cryptography;
using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.Convening;
using Pulse.Language.Calling;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Worker.Importing;
using Pulse.Worker.Jobs;

namespace Pulse.Worker.Models;

/// <summary>The configured model behind the chain, for jobs. With provider 'none' both are null and the built-in engine works alone.</summary>
public sealed class ConfiguredModels : IDisposable
{
    private readonly Opening? _opening;

    public ConfiguredModels(ModelAccess? access, NpgsqlDataSource database, Keyring keyring, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (access is null)
        {
            return;
        }

        _opening = new Opening(access, clock);
        var parts = new ChainParts(
            access.Settings, database, keyring, (dialogue, stop) => Terms(database, dialogue, stop),
            WithdrawnReplies.Forget, Redact, new EndpointPauses(clock), clock, Chance);
        Settings = access.Settings;
        Chat = Chain.Chat(_opening.Chat, parts);
        Vectors = _opening.Vectors is { } vectors ? Chain.Vectors(vectors, parts) : null;
    }

    public ModelSettings? Settings { get; }
    public IChatClient? Chat { get; }
    public IEmbeddingGenerator<string, Embedding<float>>? Vectors { get; }

    /// <summary>The model for a dialogue that names one, with the name it is kept under.</summary>
    /// <exception cref="ModelRejectedException">None is configured.</exception>
    public (IChatClient Chat, string Model) Need(Dialogue dialogue) => Chat is { } chat
        ? (chat, Settings!.Model)
        : throw new ModelRejectedException(
            $"This dialogue's definition says 'provider: {TermsOf(dialogue).Provider}', but the worker has no model (Pulse:Model:Provider); nothing was sent.");

    public void Dispose()
    {
        Chat?.Dispose();
        Vectors?.Dispose();
        _opening?.Dispose();
    }

    /// <summary>A dialogue's terms out of its definition.</summary>
    public static DialogueTerms TermsOf(Dialogue dialogue)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return new DialogueTerms(
            dialogue.Provider switch
            {
                ModelProvider.None => "none",
                ModelProvider.Azure => "azure",
                ModelProvider.OpenAi => "openai",
                ModelProvider.Compatible => "compatible",
            },
            dialogue.OutsideModels,
            dialogue.Budget?.TokensPerMonth,
            dialogue.Budget?.UsdPerMonth is { } usd ? (long)(usd * 1_000_000) : null);
    }

    private static async Task<DialogueTerms> Terms(NpgsqlDataSource database, Guid id, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return TermsOf(await Dialogues.Find(connection, id, stop)
            ?? throw new ModelRejectedException("The dialogue is gone; nothing was sent."));
    }

    private static string Redact(string text) =>
        Redacting.Redact(text, FindingPersonalDetails.In(text), WrittenLanguage.Of(text));

    internal static double Chance() => RandomNumberGenerator.GetInt32(1 << 24) / (double)(1 << 24);
}
