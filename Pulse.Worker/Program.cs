Console.WriteLine("pulse worker");
