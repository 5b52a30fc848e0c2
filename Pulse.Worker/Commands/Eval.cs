using Microsoft.Extensions.AI;
using Pulse.Language.Calling;
using Pulse.Language.Prompting;
using Pulse.Worker.Evaluating;
using Pulse.Worker.Models;

namespace Pulse.Worker.Commands;

/// <summary>eval FOLDER: scores the configured model on the evaluation set.</summary>
public static class Eval
{
    public const string Help = """
        eval FOLDER                  score the configured model on the evaluation set in the folder, per task and prompt
          --task TASK                only that task
        """;

    public static async Task<int> Run(Invocation call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (ReadingModelSettings.Read(call.SettingWords) is not { } access)
        {
            return await Run(call.Words, null, call.Say, stop);
        }
        using var opening = new Opening(access, TimeProvider.System);
        using var chat = Chain.OfOurOwnWords(opening.Chat, access.Settings, TimeProvider.System, ConfiguredModels.Chance);
        return await Run(call.Words, chat, call.Say, stop);
    }

    /// <returns>The exit code: 0 where the table is whole, 1 where there is no model or it cannot be reached, 2 for wrong words.</returns>
    public static async Task<int> Run(IReadOnlyList<string> arguments, IChatClient? client, TextWriter say, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(say);
        var (options, wrong) = Options.Read(arguments, ["--task"], []);
        wrong ??= options switch
        {
            { Words: [var set] } when !Directory.Exists(set) => $"There is no folder '{set}'.",
            { Words: [_, var more, ..] } => $"'{more}' is one word too many: a task is named with --task.",
            { Words: [] } => "Say the folder of the evaluation set.",
            _ => options?["--task"] is { } only && !PromptTasks.All.Contains(only)
                ? $"There is no task '{only}'; there are {string.Join(", ", PromptTasks.All)}." : null,
        };
        if (wrong is not null || options is not { Words: [var folder] })
        {
            await say.WriteLineAsync($"{wrong}\n{Help}");
            return 2;
        }

        if (client is null)
        {
            await say.WriteLineAsync("No model is configured, so there is nothing to score.");
            return 1;
        }
        IReadOnlyList<string> tasks = options["--task"] is { } task ? [task] : PromptTasks.All;
        await say.WriteLineAsync(EvaluationTable.Head);
        try
        {
            await foreach (var row in RunningEvaluation.Run(client, folder, tasks, stop))
            {
                await say.WriteLineAsync(EvaluationTable.Row(row));
            }
        }
        catch (Exception failure) when (failure is ModelUnavailableException or ModelRejectedException)
        {
            await say.WriteLineAsync($"Not finished: {failure.Message} './pulse doctor --model' tells more.");
            return 1;
        }
        await say.WriteLineAsync("The cases are synthetic and few: a low score is a reason to look, a high one is no proof.");
        return 0;
    }
}
