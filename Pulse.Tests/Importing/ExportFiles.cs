using NUnit.Framework;

namespace Pulse.Tests.Importing;

/// <summary>Small exports that the tests write themselves, each in a folder of its own, and the real ones beside the repository.</summary>
internal sealed class ExportFiles : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("pulse-export-").FullName;

    private ExportFiles(string name) => Folder = Directory.CreateDirectory(Path.Combine(_parent, name)).FullName;

    public string Folder { get; }

    public static string Real(string name)
    {
        for (var above = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); above is not null; above = above.Parent)
        {
            var folder = Path.Combine(above.FullName, "shared", "data", name);
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        Assert.Ignore($"No folder shared/data/{name} stands beside the repository.");
        return "";
    }

    /// <summary>Three people, two questions, five votes, two pair votes; with a mark, CRLF, quotes and line breaks in cells.</summary>
    public static ExportFiles Remesh()
    {
        var files = new ExportFiles("harbour-talks");
        const string Above = "\"Name\",\"Harbour\"\n\"Title\",\"Harbour talks\"\n\"Date\",\"May 2, 2026 at 3:45 PM (GMT)\"\n";
        files.Write("x_participants.csv", "\uFEFF" + Above.ReplaceLineEndings("\r\n") + "\"Participants\",\"3\"\r\n\r\n\"\"\r\n"
            + "\"\",\"Participant Id\",\"Sample Provider Id\",\"What is your political affiliation?\",\"Your age?\","
            + "\"What now?\",\"Sentiment\",\"All (%agree)\",\"What have you seen?\",\"Sentiment\",\"Categories\",\"Muted\"\r\n"
            + "\"\",\"p1\",\"\",\"Blue\",\"30\",\"Open it\",\"Neutral\",\"5%\",\"Boats,\nmany\",\"Neutral\",\"\",\"False\"\r\n"
            + "\"\",\"p2\",\"\",\"Green\",\"31\",\"--\",\"--\",\"--\",\"--\",\"--\",\"--\",\"False\"\r\n"
            + "\"\",\"p3\",\"\",\"--\",\"31\",\"--\",\"--\",\"--\",\"\",\"--\",\"--\",\"False\"\r\n");
        files.Write("x_verbatim_map.csv", Above + "\"File Type\",\"Verbatim Map\"\n\"\",\"\"\n"
            + "\"Question ID\",\"Question Text\",\"Participant ID\",\"Thought ID\",\"Thought Text\"\n"
            + "\"q1\",\"What now?\",\"p1\",\"t1\",\"Open \"\"the\"\" harbour,\nto all\"\n"
            + "\"q1\",\"What now?\",\"p2\",\"t2\",\"=Close it\"\n"
            + "\"q2\",\"Who pays?\",\"p2\",\"t3\",\"כולם\"\n");
        files.Write("x_binary.csv", Above + "\"\",\"\"\n"
            + "\"Question ID\",\"Participant ID\",\"Thought ID\",\"Vote\",\"Timestamp\"\n"
            + "\"q1\",\"p1\",\"t2\",\"Disagree\",\"May 2, 2026 at 3:47 PM (GMT)\"\n"
            + "\"q1\",\"p2\",\"t1\",\"Agree\",\"May 2, 2026 at 3:48 PM (GMT)\"\n"
            + "\"q1\",\"p3\",\"t1\",\"Agree\",\"May 2, 2026 at 3:49 PM (GMT)\"\n"
            + "\"q2\",\"p1\",\"t3\",\"Agree\",\"May 3, 2026 at 3:49 PM (GMT)\"\n"
            + "\"q1\",\"p3\",\"t1\",\"Disagree\",\"May 2, 2026 at 3:50 PM (GMT)\"\n");
        files.Write("x_preference.csv", Above + "\"\",\"\"\n"
            + "\"Question ID\",\"Participant ID\",\"Thought A ID\",\"Thought B ID\",\"Vote\",\"Timestamp\"\n"
            + "\"q1\",\"p3\",\"t1\",\"t2\",\"Thought A\",\"May 2, 2026 at 3:47 PM (GMT)\"\n"
            + "\"q1\",\"p3\",\"t1\",\"t2\",\"I’m not sure\",\"May 2, 2026 at 3:47 PM (GMT)\"\n");
        return files;
    }

    /// <summary>Four people in two groups and none, four comments of which one is moderated out, one vote changed.</summary>
    public static ExportFiles Polis(bool oldNames = false)
    {
        var files = new ExportFiles("river-talks");
        files.Write("summary.csv", "topic,The river\nurl,https://example.org/r\nvoters,4\nconversation-description,\"Who, and when?\"\n");
        files.Write("comments.csv", "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
            + "1700000000,x,0,0,2,0,1,\"Share it, \"\"all\"\" of it\"\n"
            + "1700000000,x,1,0,1,1,0,نتقاسم الماء\n"
            + "1700000000,x,3,2,0,1,-1,spam\n"
            + "1700000000,x,4,2,0,0,1,Nobody voted on this\n");
        files.Write("votes.csv", "timestamp,datetime,comment-id,voter-id,vote\n"
            + "1700000005,x,0,0,1\n"
            + "1700000009,x,0,1,1\n"
            + "1700000006,x,0,1,-1\n"
            + "1700090000,x,1,2,-1\n"
            + "1700000006,x,1,0,1\n"
            + "1700000006,x,3,0,-1\n"
            + "1700000006,x,0,2,0\n");
        files.Write(oldNames ? "participants-votes.csv" : "participant-votes.csv",
            "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,3,4\n"
            + "0,0,2,3,2,1,1,1,-1,\n1,0,0,1,1,0,1,,,\n2,1,2,2,0,1,0,-1,,\n7,,0,0,0,0,,,,\n");
        return files;
    }

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public void Replace(string name, string from, string to)
    {
        var path = Path.Combine(Folder, name);
        var text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(from), $"{name} must hold what the test wants to spoil");
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
