using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PortfolioPlatform.Architecture.Tests;

/// <summary>Files and methods stay small enough to hold in the head.</summary>
public sealed class SizeTests
{
    private static readonly string[] ServiceFiles = [.. Repository.Sources("services")];

    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        var long_ = Repository.Sources("services", "tests").Select(f => (Path: Repository.Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > 300)
            .Select(f => $"{f.Path}: {f.Lines}");
        Assert.Empty(long_);
    }

    [Fact]
    public void Half_of_the_service_files_have_at_most_60_lines_and_nine_in_ten_at_most_200()
    {
        var lines = ServiceFiles.Select(f => File.ReadLines(f).Count()).Order().ToArray();
        Assert.InRange(lines[lines.Length / 2], 1, 60);
        Assert.InRange(lines[lines.Length * 9 / 10], 1, 200);
    }

    [Fact]
    public void Methods_are_rarely_over_25_lines_and_never_over_60()
    {
        var methods = ServiceFiles.SelectMany(Methods).ToArray();
        var tooLong = methods.Where(m => m.Lines > 60).Select(m => $"{m.Name}: {m.Lines}");
        Assert.Empty(tooLong);
        var over25 = methods.Count(m => m.Lines > 25);
        Assert.True(over25 * 20 <= methods.Length, $"{over25} of {methods.Length} methods are over 25 lines");
    }

    private static IEnumerable<(string Name, int Lines)> Methods(string file)
    {
        var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot();
        return from method in root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
               let span = method.GetLocation().GetLineSpan()
               let body = (Microsoft.CodeAnalysis.SyntaxNode?)method.Body ?? method.ExpressionBody
               where body is not null
               let lines = body.GetLocation().GetLineSpan()
               select ($"{Repository.Relative(file)}:{span.StartLinePosition.Line + 1}", lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1);
    }
}
